/* Runs the app of a page that came with its rows drawn once those are painted: run at once, it would delay them. */
const start = () => void import(document.querySelector('#start').href);
// A hidden tab paints nothing.
if (document.visibilityState === 'hidden') start();
else requestAnimationFrame(() => setTimeout(start));
