import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';

/** The pg adapter with a shadow database that is dropped after its pool has let go of it, not before. */
export class PgWithShadow extends PrismaPg {
  /**
   * @param {import('pg').ClientConfig} connection as fields: a connection string would win over `database`
   * @param {{ schema?: string }} options
   */
  constructor(connection, options) {
    super(connection, options);
    this.connection = connection;
  }

  /** @override */
  async connectToShadowDb() {
    const database = `prisma_migrate_shadow_db_${randomUUID()}`;
    const owner = new pg.Client(this.connection);
    await owner.connect();
    await owner.query(`CREATE DATABASE "${database}"`);
    const shadow = await new PrismaPg({ ...this.connection, database }).connect();
    const dispose = shadow.dispose.bind(shadow);
    shadow.dispose = async () => {
      await dispose();
      await owner.query(`DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`);
      await owner.end();
    };
    return shadow;
  }
}
