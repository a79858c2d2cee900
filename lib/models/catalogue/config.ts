import { type Config, configSchema } from './config-schema';
import defaults from './defaults.json';

const shipped = configSchema.parse(defaults);

/** The configuration of today. */
export function config(): Config {
  return shipped;
}
