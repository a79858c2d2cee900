import { z } from 'zod';

/**
 * zod would try to compile its parsers, which the page's policy forbids and reports. It tries while a schema is made,
 * so this is imported before the first of them.
 */
z.config({ jitless: true });
