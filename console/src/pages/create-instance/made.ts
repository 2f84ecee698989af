/** An instance that has just been made. */
export interface Made {
  id: number;
  /** Shown once; null: it is not told here. */
  token: string | null;
  /** What the server has corrected, or keeps without effect. */
  warnings: readonly { path: string; message: string }[];
}
