/** Axes without a series: they stand where the chart will be, so that nothing moves when it comes. */
export function EmptyAxes() {
  return (
    <div className="flex h-full flex-col justify-between pt-2 pr-5 pb-[34px] pl-11" aria-hidden>
      {['top', 'upper', 'middle', 'lower', 'zero'].map((line) => (
        <div key={line} className="border-t" />
      ))}
    </div>
  )
}
