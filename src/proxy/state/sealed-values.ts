/**
 * What is written to a store outside of this process: names are hashes and values are encrypted, both
 * with keys made from the server's secret, so that whoever reads the store finds no session, no
 * title and no user in it, and can put nothing of their own in its place.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

export type SealedValues = {
  nameOf: (key: string) => string;
  seal: (name: string, value: string) => Buffer;
  /** Undefined for what was not sealed under this name with this secret. */
  open: (name: string, sealed: Buffer) => string | undefined;
};

const algorithm = 'aes-256-gcm';
const ivBytes = 12;
const tagBytes = 16;

export function createSealedValues(secret: string): SealedValues {
  const derived = (purpose: string) => Buffer.from(hkdfSync('sha256', secret, '', purpose, 32));
  const nameKey = derived('jobwatch shared state names');
  const valueKey = derived('jobwatch shared state values');

  return {
    nameOf: (key) => createHmac('sha256', nameKey).update(key).digest('base64url'),
    seal(name, value) {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv(algorithm, valueKey, iv).setAAD(Buffer.from(name));
      const body = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), body]);
    },
    open(name, sealed) {
      try {
        const iv = sealed.subarray(0, ivBytes);
        const decipher = createDecipheriv(algorithm, valueKey, iv, { authTagLength: tagBytes });
        decipher.setAAD(Buffer.from(name));
        decipher.setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes));
        const body = sealed.subarray(ivBytes + tagBytes);
        return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
      } catch {
        return undefined;
      }
    },
  };
}
