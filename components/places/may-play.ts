/** As browsers tell it that tell it at all. */
type Connection = {
  saveData?: boolean;
  effectiveType?: string;
  type?: string;
};

/** Whether a film may be fetched only to be pretty: not where data is counted or slow. */
export function isMetered(connection: Connection | undefined): boolean {
  if (!connection) return false;
  const { saveData, effectiveType = '', type } = connection;
  return Boolean(saveData) || type === 'cellular' || ['slow-2g', '2g', '3g'].includes(effectiveType);
}

export type Scene = {
  isMotionReduced: boolean;
  isMetered: boolean;
  isHidden: boolean;
  isPaused: boolean;
};

/** What is shown of a background: its film, a still picture of it, or the film at rest. */
export function showOf(scene: Scene): 'film' | 'still' | 'resting' {
  if (scene.isMotionReduced || scene.isMetered) return 'still';
  return scene.isHidden || scene.isPaused ? 'resting' : 'film';
}
