import { handleAuthRequest } from '@/lib/accounts';

type Context = { params: Promise<{ nextauth: string[] }> };

const answer = async (request: Request, { params }: Context) =>
  handleAuthRequest(request, (await params).nextauth);

export { answer as GET, answer as POST };
