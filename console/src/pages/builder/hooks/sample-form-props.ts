import type { TrialSample } from './hook-trial.ts';

/** What the forms of samples work on. */
export interface SampleFormProps {
  sample: TrialSample;
  onSample: (sample: TrialSample) => void;
  /** What is wrong with the fields. */
  faults: Partial<Record<keyof TrialSample, string>>;
}
