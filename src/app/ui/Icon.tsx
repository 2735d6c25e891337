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

/** From Lucide (ISC licence), the parts of each joined. */
export const icons = {
  dot: `${circle}M11 12a1 1 0 1 0 2 0a1 1 0 1 0-2 0z`,
  flask:
    'M14 2v6a2 2 0 0 0 .245.96l5.51 10.08A2 2 0 0 1 18 22H6a2 2 0 0 1-1.755-2.96l5.51-10.08A2 2 0 0 0 10 8V2M6.453 15h11.094M8.5 2h7',
  info: `${circle}M12 16v-4M12 8h.01`,
  loading: 'M21 12a9 9 0 1 1-6.219-8.56',
  offline:
    'M12 20h.01M8.5 16.429a5 5 0 0 1 7 0M5 12.859a10 10 0 0 1 5.17-2.69M19 12.859a10 10 0 0 0-2.007-1.523M2 8.82a15 15 0 0 1 4.177-2.643M22 8.82a15 15 0 0 0-11.288-3.764M2 2l20 20',
  pause: `${circle}M10 15V9M14 15V9`,
  play: `${circle}M9 9.003a1 1 0 0 1 1.517-.859l4.997 2.997a1 1 0 0 1 0 1.718l-4.997 2.997A1 1 0 0 1 9 14.996z`,
  sliders: 'M4 21v-7M4 10V3M12 21v-9M12 8V3M20 21v-5M20 12V3M2 14h4M10 8h4M18 16h4',
  warning:
    'M21.73 18l-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3M12 9v4M12 17h.01',
} as const;
