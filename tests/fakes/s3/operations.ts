import type { S3Request } from './request';

export type Operation =
  | 'ListObjectsV2'
  | 'ListMultipartUploads'
  | 'GetBucketCors'
  | 'PutBucketCors'
  | 'GetBucketLifecycleConfiguration'
  | 'PutBucketLifecycleConfiguration'
  | 'GetBucketPolicy'
  | 'PutBucketPolicy'
  | 'PutPublicAccessBlock'
  | 'PutObject'
  | 'GetObject'
  | 'HeadObject'
  | 'DeleteObject'
  | 'CreateMultipartUpload'
  | 'UploadPart'
  | 'CompleteMultipartUpload'
  | 'AbortMultipartUpload';

/** What a request asks for, by method and query; null when the replica does not know it. */
export function operationOf({ method, query, key }: Pick<S3Request, 'method' | 'query' | 'key'>) {
  const byQuery = (table: Record<string, Operation>, otherwise: Operation | null) =>
    Object.entries(table).find(([name]) => query.has(name))?.[1] ?? otherwise;
  switch (`${key ? 'object' : 'bucket'} ${method}`) {
    case 'bucket GET':
      return byQuery(
        {
          uploads: 'ListMultipartUploads',
          cors: 'GetBucketCors',
          lifecycle: 'GetBucketLifecycleConfiguration',
          policy: 'GetBucketPolicy',
          'list-type': 'ListObjectsV2',
        },
        null,
      );
    case 'bucket PUT':
      return byQuery(
        {
          cors: 'PutBucketCors',
          lifecycle: 'PutBucketLifecycleConfiguration',
          policy: 'PutBucketPolicy',
          publicAccessBlock: 'PutPublicAccessBlock',
        },
        null,
      );
    case 'object PUT':
      return byQuery({ partNumber: 'UploadPart' }, 'PutObject');
    case 'object POST':
      return byQuery({ uploads: 'CreateMultipartUpload', uploadId: 'CompleteMultipartUpload' }, null);
    case 'object DELETE':
      return byQuery({ uploadId: 'AbortMultipartUpload' }, 'DeleteObject');
    case 'object GET':
      return 'GetObject' satisfies Operation;
    case 'object HEAD':
      return 'HeadObject' satisfies Operation;
    default:
      return null;
  }
}
