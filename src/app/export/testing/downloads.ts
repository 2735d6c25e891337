/** For tests: what a page saves as files. */

/** Keeps what is saved from becoming a real download. */
export function downloads(): { name: string; blob: Promise<Blob> }[] {
  const saved: { name: string; blob: Promise<Blob> }[] = [];
  const take = (event: MouseEvent) => {
    if (!(event.target instanceof HTMLAnchorElement) || event.target.download === '') return;
    event.preventDefault();
    const { href, download } = event.target;
    saved.push({ name: download, blob: fetch(href).then((answer) => answer.blob()) });
  };
  HTMLAnchorElement.prototype.click = function click() {
    const event = new MouseEvent('click', { cancelable: true });
    this.addEventListener('click', take, { once: true });
    this.dispatchEvent(event);
  };
  return saved;
}
