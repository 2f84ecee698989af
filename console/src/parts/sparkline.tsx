import { VisuallyHidden } from '@mantine/core';
import { sparklinePoints } from './sparkline-path.ts';

interface SparklineProps {
  values: readonly number[];
  /** What it shows, with its figures: it is all that screen readers get. */
  label: string;
  height?: number;
}

const width = 600;

/** A trend without axes. */
export function Sparkline({ values, label, height = 56 }: SparklineProps) {
  const line = sparklinePoints(values, width, height - 4)
    .map(([x, y]) => `${x},${y + 2}`)
    .join(' ');
  return (
    <>
      <VisuallyHidden>{label}</VisuallyHidden>
      <svg aria-hidden viewBox={`0 0 ${width} ${height}`} width="100%" height={height} preserveAspectRatio="none">
        <polygon points={`0,${height} ${line} ${width},${height}`} fill="var(--mantine-primary-color-light)" />
        <polyline
          points={line}
          fill="none"
          stroke="var(--mantine-primary-color-filled)"
          strokeWidth={2}
          vectorEffect="non-scaling-stroke"
        />
      </svg>
    </>
  );
}
