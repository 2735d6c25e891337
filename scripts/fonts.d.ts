export const fonts: readonly { name: string; debianPackage: string }[];
export function findFont(name: string): string[];
