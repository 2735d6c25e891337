import { patternId } from './pattern.ts';

type Props = {
  /** Sets one chart's patterns apart from another's. */
  of: string;
  /** Pixels from one line of a pattern to the next. */
  stepPx: number;
};

/** What is drawn over fills, so that they are told apart without colour. */
export function Patterns({ of, stepPx: step }: Props) {
  const size = { width: step, height: step, patternUnits: 'userSpaceOnUse' } as const;
  const thick = step / 3;
  return (
    <defs>
      <pattern id={patternId(of, 'stripes')} {...size} patternTransform="rotate(45)">
        <rect width={thick} height={step} className="fill-page" />
      </pattern>
      <pattern id={patternId(of, 'dots')} {...size}>
        <circle cx={step / 2} cy={step / 2} r={step / 4.5} className="fill-page" />
      </pattern>
      <pattern id={patternId(of, 'bars')} {...size}>
        <rect width={step} height={thick} className="fill-page" />
      </pattern>
      <pattern id={patternId(of, 'doubt')} {...size} patternTransform="rotate(-45)">
        <rect width={step / 6} height={step} className="fill-edge" />
      </pattern>
    </defs>
  );
}
