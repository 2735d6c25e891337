import { TextField } from '../../../ui/TextField.tsx';
import { useDraft } from '../../../url/use-draft.ts';

type Props = {
  label: string;
  hint: string;
  value: number;
  min: number;
  max: number;
  step: number | 'any';
  onChange: (value: number) => void;
};

/** Changes the value only to a number within bounds; until then it keeps the old one and says so. */
export function NumberField({ label, hint, value, min, max, step, onChange }: Props) {
  const [draft, setDraft] = useDraft(String(value));
  const parse = (text: string) => {
    const next = Number(text);
    return text !== '' && next >= min && next <= max ? next : undefined;
  };
  const isInvalid = parse(draft) === undefined;
  return (
    <div>
      <TextField
        label={label}
        hint={hint}
        type="number"
        min={min}
        max={max}
        step={step}
        value={draft}
        aria-invalid={isInvalid}
        onChange={({ target }) => {
          const next = parse(target.value);
          setDraft(target.value, String(next ?? value));
          if (next !== undefined) onChange(next);
        }}
      />
      <p role="status" className="text-bad text-xs empty:hidden">
        {isInvalid &&
          `Enter a number from ${min} to ${max.toLocaleString('en-GB')}. It is still ${value}.`}
      </p>
    </div>
  );
}
