'use client';

import { useEffect, useRef, useState } from 'react';

type MathFormulaProps = {
  tex: string;
  display: boolean;
  /** True while the formula's end has not arrived. */
  waits?: boolean;
};

/** A formula. Its source is shown until the typesetter is there, and stays when it cannot read it. */
export function MathFormula({ tex, display, waits = false }: MathFormulaProps) {
  const host = useRef<HTMLSpanElement>(null);
  const [set, setSet] = useState(false);

  useEffect(() => {
    if (waits) return;
    let current = true;
    import('./typeset-math')
      .then(({ typesetMath }) => {
        if (current && host.current) setSet(typesetMath(host.current, tex, display));
      })
      // Offline and not yet fetched: the source stays in view.
      .catch(() => undefined);
    return () => {
      current = false;
    };
  }, [tex, display, waits]);

  return (
    <span className={display ? 'formula formula-display scroll-quiet' : 'formula'} dir="ltr">
      <span ref={host} hidden={!set} />
      {set ? null : <code>{tex}</code>}
    </span>
  );
}
