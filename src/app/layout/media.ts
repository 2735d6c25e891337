/** The styles of paper and of forced colours, which come after the first rows. */
import './media.css';
