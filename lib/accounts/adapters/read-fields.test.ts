import { expect, it } from 'vitest';
import { readFields } from './read-fields';

const post = (body: BodyInit, type: string) =>
  new Request('http://localhost/', { method: 'POST', body, headers: { 'content-type': type } });

it('reads forms and JSON', async () => {
  expect(await readFields(post('email=a%40b.c&password=x+y', 'application/x-www-form-urlencoded'))).toEqual({
    email: 'a@b.c',
    password: 'x y',
  });
  expect(await readFields(post('{"email":"a@b.c"}', 'application/json'))).toEqual({ email: 'a@b.c' });
});

it('leaves out values that are not text', async () => {
  const body = '{"email":["a"],"password":{"length":9},"callbackUrl":7,"csrfToken":"t","x":null}';
  expect(await readFields(post(body, 'application/json'))).toEqual({ csrfToken: 't' });
});

it.each(['null', '[]', '7', '{', '"text"'])('refuses %s as JSON', async (body) => {
  await expect(readFields(post(body, 'application/json'))).rejects.toMatchObject({ kind: 'invalid' });
});

it('stops reading at its limit, also when the length is not announced', async () => {
  let pulled = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulled += 1;
      controller.enqueue(new Uint8Array(1024));
    },
  });
  const request = new Request('http://localhost/', {
    method: 'POST',
    body: endless,
    duplex: 'half',
  } as RequestInit);
  await expect(readFields(request)).rejects.toMatchObject({ kind: 'too_large' });
  expect(pulled).toBeLessThan(32);
});
