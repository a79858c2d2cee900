import { GetObjectCommand, type GetObjectCommandInput, type S3Client } from '@aws-sdk/client-s3';

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

/**
 * An address of an object, signed by the SDK's own signer with the client's credentials. The SDK builds the request,
 * and instead of being sent it is signed in its query.
 */
export async function presignRead(
  client: S3Client,
  input: GetObjectCommandInput,
  how: { signedAt: Date; expiresInSeconds: number },
): Promise<string> {
  const signer = (await client.config.signer()) as unknown as Presigner;
  const command = new GetObjectCommand(input);
  let address = '';
  command.middlewareStack.add(
    () => async (call) => {
      const request = call.request as BuiltRequest;
      const host = request.port ? `${request.hostname}:${request.port}` : request.hostname;
      // A browser sends none of the SDK's headers, so none may be signed.
      const headers = { host, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' };
      const signed = await signer.presign(
        { ...request, headers },
        { signingDate: how.signedAt, expiresIn: how.expiresInSeconds },
      );
      address = `${signed.protocol}//${host}${signed.path}?${formatQuery(signed.query ?? {})}`;
      return { response: {}, output: { $metadata: {} } };
    },
    { step: 'build', priority: 'low', name: 'presignInsteadOfSending' },
  );
  await client.send(command);
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
