/* Loads anew a page that is empty, has failed or was drawn by the server alone, whatever became of the app; each time after twice as long. */
let lost = 0;
const key = `rescue ${new URL(document.baseURI).pathname}`; // servers under other paths share the storage
setInterval(async () => {
  lost = document.querySelector('#app > :not([data-failed], [data-drawn])') ? 0 : lost + 1;
  if (lost < 4) return; // a request may take 40 s
  try {
    const now = Date.now();
    const [at, wait] = JSON.parse(sessionStorage[key] ?? '[0,3e4]');
    if (Math.abs(now - at) < wait) return;
    const { ok } = await fetch(location.href, { headers: { Accept: 'text/html' } });
    if (!ok) return;
    sessionStorage[key] = JSON.stringify([
      now,
      now - at > wait * 4 ? 6e4 : Math.min(wait * 2, 2e6),
    ]);
    location.reload();
  } catch {} // the server is down, or without storage nothing would end a loop
}, 15e3);
