/** Axes without a series. They hold the chart's place, so nothing moves when it loads. */
export function EmptyAxes() {
  return (
    <div className="flex h-full flex-col justify-between pt-2 pr-5 pb-[34px] pl-11" aria-hidden>
      {['top', 'upper', 'middle', 'lower', 'zero'].map((line) => (
        <div key={line} className="border-t" />
      ))}
    </div>
  )
}
