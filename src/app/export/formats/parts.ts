/** Collects a file that grows. Text is handed to the browser's blob store once it is long enough. */
const enough = 1 << 20;

export type Parts = { add: (text: string) => void; blob: (type: string) => Blob };

export function parts(): Parts {
  const kept: Blob[] = [];
  let waiting = '';
  return {
    add(text) {
      waiting += text;
      if (waiting.length < enough) return;
      kept.push(new Blob([waiting]));
      waiting = '';
    },
    blob: (type) => new Blob([...kept, waiting], { type }),
  };
}
