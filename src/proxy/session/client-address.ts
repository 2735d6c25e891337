/** Where a request comes from. */
import type { Config } from '../config.ts';
import type { Asked } from '../context.ts';

/** Behind a TLS terminator all come from its address: the last entry is the one it wrote itself. */
export function addressOf(context: Asked, { publicUrl }: Config): string {
  const last = context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim();
  if (publicUrl !== undefined && last) return last;
  return context.env?.incoming?.socket?.remoteAddress ?? '';
}
