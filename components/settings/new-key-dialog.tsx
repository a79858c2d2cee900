'use client';

import { Check, Copy } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import { request } from '@/lib/client';
import type { ApiKeyInfo } from '@/lib/contracts';
import { Button } from '../ui/button';
import { copyText } from '../ui/copy-text';
import { Dialog } from '../ui/dialog';
import { Field } from '../ui/field';

type NewKey = ApiKeyInfo & { key: string };

/** Asks for a name, then shows the key: the only time that anybody sees it. */
export default function NewKeyDialog({
  onMade,
  onClose,
}: {
  onMade(key: ApiKeyInfo): void;
  onClose(): void;
}) {
  const formId = useId();
  const [name, setName] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [made, setMade] = useState<NewKey | null>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      const response = await request('/api/account/api-keys', {
        method: 'POST',
        body: JSON.stringify({ name: name.trim() }),
      });
      const { key, ...info } = (await response.json()) as NewKey;
      setMade({ ...info, key });
      onMade(info);
    } catch (failure) {
      setError((failure as Error).message);
    }
    setBusy(false);
  };

  if (made) return <ShowOnce apiKey={made} onClose={onClose} />;
  return (
    <Dialog
      open
      onClose={onClose}
      title="New API key"
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} look="primary" busy={busy} disabled={name.trim() === ''}>
            Create key
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit}>
        <Field
          label="Name"
          value={name}
          onChange={(event) => setName(event.target.value)}
          maxLength={100}
          hint="What it is for, so that you know it later."
          error={error}
          autoFocus
        />
      </form>
    </Dialog>
  );
}

function ShowOnce({ apiKey, onClose }: { apiKey: NewKey; onClose(): void }) {
  const [copied, setCopied] = useState(false);
  return (
    <Dialog
      open
      onClose={onClose}
      title="Your new key"
      description="Copy it now and keep it safe. It is not shown again."
      actions={
        <>
          <Button onClick={async () => setCopied(await copyText(apiKey.key))}>
            {copied ? <Check className="size-4" /> : <Copy className="size-4" />}
            {copied ? 'Copied' : 'Copy'}
          </Button>
          <Button look="primary" onClick={onClose}>
            Done
          </Button>
        </>
      }
    >
      <code
        data-api-key
        className="block rounded-medium border border-line bg-sunken p-3.5 font-mono text-caption wrap-anywhere select-all"
      >
        {apiKey.key}
      </code>
    </Dialog>
  );
}
