import type { CSSProperties, ReactNode, Ref } from 'react';

type ThreadItemProps = {
  ref?: Ref<HTMLDivElement>;
  style: CSSProperties;
  index: number;
  children: ReactNode;
};

/** The frame the list puts around a message. What floats out of a message must not slide beneath the next one. */
export function ThreadItem({ ref, style, children }: ThreadItemProps) {
  return (
    <div ref={ref} style={style} className="has-data-revealed:z-10 has-focus-within:z-10">
      {children}
    </div>
  );
}
