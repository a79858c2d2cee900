export type PictureSize = { width: number; height: number };

/** How large a picture or film is when shown upright, or null when this browser cannot tell. `url`: an object URL. */
export async function measurePicture(contentType: string, url: string): Promise<PictureSize | null> {
  if (contentType.startsWith('image/')) return measureImage(url);
  return contentType.startsWith('video/') ? measureVideo(url) : null;
}

async function measureImage(url: string): Promise<PictureSize | null> {
  const image = new Image();
  image.src = url;
  await image.decode().catch(() => {});
  return sizeOf(image.naturalWidth, image.naturalHeight);
}

function measureVideo(url: string): Promise<PictureSize | null> {
  return new Promise((resolve) => {
    const video = document.createElement('video');
    video.preload = 'metadata';
    video.muted = true;
    video.onloadedmetadata = () => resolve(sizeOf(video.videoWidth, video.videoHeight));
    video.onerror = () => resolve(null);
    video.src = url;
  });
}

const sizeOf = (width: number, height: number) => (width > 0 && height > 0 ? { width, height } : null);
