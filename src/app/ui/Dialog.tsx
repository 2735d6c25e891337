import { type ReactNode, type RefObject, useId, useLayoutEffect, useRef } from 'react';

type Props = {
  title: string;
  children: ReactNode;
  /** Escape and a form of method `dialog` close it; undefined where it must stay. */
  onClose?: (() => void) | undefined;
  /** Where focus goes first; the browser's choice (the first control) otherwise. */
  first?: RefObject<HTMLElement | null>;
};

/** The platform's modal dialog: focus stays in it and returns to where it came from. */
export function Dialog({ title, children, onClose, first }: Props) {
  const titleId = useId();
  const element = useRef<HTMLDialogElement>(null);

  // Showing it as a modal is a call to the platform: no attribute does it. It is closed before it
  // is taken out of the page, as only then the platform returns the focus.
  useLayoutEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    first?.current?.focus();
    return () => dialog?.close();
  }, [first]);

  return (
    <dialog
      ref={element}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose?.();
      }}
      className="border-line bg-surface w-11/12 max-w-lg rounded-lg border p-4 shadow-xl"
    >
      <h2 id={titleId} className="text-lg font-semibold">
        {title}
      </h2>
      {children}
    </dialog>
  );
}
