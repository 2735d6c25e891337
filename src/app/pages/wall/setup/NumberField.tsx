import { TextField } from '../../../ui/TextField.tsx';
import { useTyped } from '../../../url/use-draft.ts';

type Props = {
  label: string;
  hint: string;
  value: number;
  least: number;
  most: number;
  step: number | 'any';
  onChange: (value: number) => void;
};

/** A number that is told when it makes sense; until then the one before stays, and it says so. */
export function NumberField({ label, hint, value, least, most, step, onChange }: Props) {
  const [typed, type] = useTyped(String(value));
  const read = (text: string) => {
    const next = Number(text);
    return text !== '' && next >= least && next <= most ? next : undefined;
  };
  return (
    <div>
      <TextField
        label={label}
        hint={hint}
        type="number"
        min={least}
        max={most}
        step={step}
        value={typed}
        aria-invalid={read(typed) === undefined}
        onChange={({ target }) => {
          const next = read(target.value);
          type(target.value, String(next ?? value));
          if (next !== undefined) onChange(next);
        }}
      />
      <p role="status" className="text-bad text-xs empty:hidden">
        {read(typed) === undefined &&
          `From ${least} to ${most.toLocaleString('en-GB')}. ${value} stays.`}
      </p>
    </div>
  );
}
