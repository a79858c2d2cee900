import { afterEach, describe, expect, it } from 'vitest';
import { loadEnv, overrideEnv } from '../env';
import { mediaBase } from '../media-base';
import { mediaSources, pagePolicy } from './page-policy';

const s3 = {
  BLOB_DRIVER: 's3',
  S3_BUCKET: 'strand-media',
  S3_REGION: 'eu-central-1',
  MEDIA_DELIVERY: 'redirect',
};

afterEach(() => overrideEnv(undefined));

describe('where pages may load media from', () => {
  it.each<Record<string, string>>([
    {},
    { BLOB_DRIVER: 'local', MEDIA_DELIVERY: 'redirect' },
    { ...s3, MEDIA_DELIVERY: 'stream' },
  ])('is nowhere else with %j', (values) => {
    overrideEnv(values);
    expect(mediaSources()).toEqual([]);
  });

  it('is the media of the bucket when browsers are sent there: pictures, sound, video and reading by script', () => {
    overrideEnv(s3);
    const policy = pagePolicy({ nonce: 'n', host: null, connectSources: [], mediaSources: mediaSources() });
    const source = 'https://strand-media.s3.eu-central-1.amazonaws.com/media/';
    expect(policy.split('; ').filter((directive) => directive.includes(source))).toEqual([
      `img-src 'self' blob: data: ${source}`,
      `media-src 'self' blob: ${source}`,
      `connect-src 'self' ${source}`,
    ]);
  });

  it('is one bucket also where its name is in the path', () => {
    const values = { ...s3, S3_ENDPOINT: 'https://minio.example:9000/', S3_FORCE_PATH_STYLE: 'true' };
    expect(mediaBase(loadEnv(values))).toBe('https://minio.example:9000/strand-media');
  });
});
