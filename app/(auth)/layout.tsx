import Link from 'next/link';
import type { ReactNode } from 'react';
import { StrandMark } from '@/components/brand/strand-mark';

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <main className="grid min-h-dvh place-items-center bg-canvas pad-safe-x py-10">
      <div className="w-full max-w-sm animate-rise">
        <Link
          href="/"
          className="mb-8 inline-flex items-center gap-2.5 rounded-small text-accent-text"
          aria-label="Strand"
        >
          <StrandMark className="size-8" />
          <span className="text-title font-semibold text-ink">Strand</span>
        </Link>
        {children}
      </div>
    </main>
  );
}
