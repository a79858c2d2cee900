import type { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';

/** The parts of a request that the SDK has built when it is about to be signed. */
type BuiltRequest = {
  method: string;
  protocol: string;
  hostname: string;
  port?: number;
  path: string;
  query?: Record<string, string | string[] | null>;
  headers: Record<string, string>;
};

/** The SDK's signer can do this; its type only tells of `sign`. */
type Presigner = {
  presign(request: BuiltRequest, how: { signingDate: Date; expiresIn: number }): Promise<BuiltRequest>;
};

/** When an address is valid, and the headers that must come with it word for word. */
type Presigning = { signedAt: Date; expiresInSeconds: number; signedHeaders?: Record<string, string> };

/**
 * An address that does what the command would, signed by the SDK's own signer with the client's credentials. The SDK
 * builds the request, and instead of being sent it is signed in its query.
 */
export async function presign(
  client: S3Client,
  command: GetObjectCommand | PutObjectCommand,
  { signedAt, expiresInSeconds, signedHeaders = {} }: Presigning,
): Promise<string> {
  const signer = (await client.config.signer()) as unknown as Presigner;
  let address = '';
  // The two commands differ in what they answer, and nothing is answered here.
  const built = command as GetObjectCommand;
  built.middlewareStack.add(
    () => async (call) => {
      const request = call.request as BuiltRequest;
      const host = request.port ? `${request.hostname}:${request.port}` : request.hostname;
      // A browser sends none of the SDK's headers, so only those that it is told to send may be signed.
      const headers = { ...signedHeaders, host, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' };
      const signed = await signer.presign(
        { ...request, headers },
        { signingDate: signedAt, expiresIn: expiresInSeconds },
      );
      address = `${signed.protocol}//${host}${signed.path}?${formatQuery(signed.query ?? {})}`;
      return { response: {}, output: { $metadata: {} } };
    },
    { step: 'build', priority: 'low', name: 'presignInsteadOfSending' },
  );
  await client.send(built);
  return address;
}

/** In the encoding of the signature (RFC 3986), which is stricter than that of URLSearchParams. */
function formatQuery(query: NonNullable<BuiltRequest['query']>): string {
  const encode = (text: string) =>
    encodeURIComponent(text).replace(
      /[!'()*]/g,
      (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
    );
  return Object.entries(query)
    .flatMap(([name, value]) => [value ?? ''].flat().map((one) => `${encode(name)}=${encode(one)}`))
    .join('&');
}
