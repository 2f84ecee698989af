/** What the connections of a pool are doing at this moment. */
export interface PoolUse {
  /** What the pool is for. */
  pool: string;
  busy: number;
  idle: number;
  /** Statements that wait for a connection. */
  waiting: number;
}
