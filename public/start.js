/* Runs the app. Where the page came with its rows drawn, once these are painted: run at once, it would delay them. */
const app = document.querySelector('#start');
const start = async () => {
  // Libraries first, each in a task of its own: the page answers in between.
  for (const { href } of document.querySelectorAll('link[as=script]')) {
    if (href === app.href) continue;
    await import(href);
    await new Promise((resolve) => setTimeout(resolve));
  }
  await import(app.href);
};
const isDrawn = document.querySelector('[data-drawn]') !== null;
// A hidden tab paints nothing, and its timers come late.
if (!isDrawn || document.visibilityState === 'hidden') void import(app.href);
else requestAnimationFrame(() => setTimeout(start));
