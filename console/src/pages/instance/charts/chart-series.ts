/** One kind of what a chart counts. */
export interface ChartSeries {
  /** The member of the rows. */
  name: string;
  label: string;
  /** Of the theme. */
  color: string;
}
