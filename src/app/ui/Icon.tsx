type Props = { path: string; size: number | string };

/**
 * A drawing beside words that say the same, in their colour. One path each: the icons of Lucide,
 * which these are drawn after, are three components and up to six elements, and weigh more. Those
 * are for what isn't loaded at first.
 */
export function Icon({ path, size }: Props) {
  return (
    <svg
      aria-hidden
      viewBox="0 0 24 24"
      width={size}
      height={size}
      className="shrink-0 fill-none stroke-current stroke-2 [stroke-linecap:round] [stroke-linejoin:round]"
    >
      <path d={path} />
    </svg>
  );
}

export const circle = 'M2 12a10 10 0 1 0 20 0a10 10 0 1 0-20 0z';

/** From Lucide (ISC licence), the parts of each joined; the gear is a shorter one of our own. */
export const icons = {
  dot: `${circle}M11 12a1 1 0 1 0 2 0a1 1 0 1 0-2 0z`,
  flask:
    'M14 2v6a2 2 0 0 0 .245.96l5.51 10.08A2 2 0 0 1 18 22H6a2 2 0 0 1-1.755-2.96l5.51-10.08A2 2 0 0 0 10 8V2M6.453 15h11.094M8.5 2h7',
  gear: 'M6 12a6 6 0 1 0 12 0a6 6 0 1 0-12 0zM12 2v4M12 18v4M2 12h4M18 12h4M5 5l2.8 2.8M16.2 16.2l2.8 2.8M5 19l2.8-2.8M16.2 7.8l2.8-2.8M12 12h.01',
  info: `${circle}M12 16v-4M12 8h.01`,
  loading: 'M21 12a9 9 0 1 1-6.219-8.56',
  offline:
    'M12 20h.01M8.5 16.429a5 5 0 0 1 7 0M5 12.859a10 10 0 0 1 5.17-2.69M19 12.859a10 10 0 0 0-2.007-1.523M2 8.82a15 15 0 0 1 4.177-2.643M22 8.82a15 15 0 0 0-11.288-3.764M2 2l20 20',
  pause: `${circle}M10 15V9M14 15V9`,
  play: `${circle}M9 9.003a1 1 0 0 1 1.517-.859l4.997 2.997a1 1 0 0 1 0 1.718l-4.997 2.997A1 1 0 0 1 9 14.996z`,
  warning:
    'M21.73 18l-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3M12 9v4M12 17h.01',
} as const;
