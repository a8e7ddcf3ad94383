/** Says a measured time to people who read the run. */
export function measured(what: string, seconds: number): void {
  console.log(`${what}: ${seconds.toFixed(1)} s`)
}
