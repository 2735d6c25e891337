/** Names of the tokens; `src/app/index.css` gives them their values in both themes. */
const token = (name) => `var(--${name})`;

/** @type {import('tailwindcss').Config} */
export default {
  content: ['./index.html', './src/app/**/*.{ts,tsx}'],
  theme: {
    colors: {
      transparent: 'transparent',
      current: 'currentColor',
      page: token('page'),
      surface: token('surface'),
      raised: token('raised'),
      line: token('line'),
      edge: token('edge'),
      ink: token('ink'),
      muted: token('muted'),
      accent: token('accent'),
      'on-accent': token('on-accent'),
      warning: token('warning'),
      'warning-soft': token('warning-soft'),
      waiting: token('waiting'),
      active: token('active'),
      well: token('well'),
      bad: token('bad'),
      'bad-soft': token('bad-soft'),
      otherwise: token('otherwise'),
      unknown: token('unknown'),
      vault: token('vault'),
    },
    fontFamily: {
      sans: ['system-ui', '-apple-system', 'Segoe UI', 'Roboto', 'Liberation Sans', 'sans-serif'],
      mono: ['ui-monospace', 'SFMono-Regular', 'Menlo', 'Consolas', 'Liberation Mono', 'monospace'],
    },
    fontSize: {
      xs: ['0.75rem', '1rem'],
      sm: ['0.8125rem', '1.25rem'],
      base: ['0.875rem', '1.25rem'],
      lg: ['1.125rem', '1.5rem'],
      xl: ['1.5rem', '2rem'],
    },
  },
};
