/** A file in the encodings that browsers take: as the build made them, or made once when asked. */
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

type Bytes = Uint8Array<ArrayBuffer>;
type Encoded = { body: Bytes; encoding?: 'br' | 'gzip' };
type Made = { br?: Bytes | undefined; gzip?: Bytes | undefined };

/** Takes an Accept-Encoding header. */
export type Encodings = (accepted: string) => Promise<Encoded>;

export function encodings(body: Bytes, made: Made): Encodings {
  let br = made.br && Promise.resolve(made.br);
  let zipped = made.gzip && Promise.resolve(made.gzip);

  return async function encodings(accepted) {
    if (/\bbr\b/.test(accepted)) {
      br ??= brotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }).then(bytes);
      return { body: await br, encoding: 'br' };
    }
    if (/\bgzip\b/.test(accepted)) {
      zipped ??= zip(body, { level: 9 }).then(bytes);
      return { body: await zipped, encoding: 'gzip' };
    }
    return { body };
  };
}

const brotli = promisify<Bytes, object, Buffer>(brotliCompress);
const zip = promisify<Bytes, object, Buffer>(gzip);

function bytes(made: Buffer): Bytes {
  return new Uint8Array(made);
}
