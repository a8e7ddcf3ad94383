/** A number that stays a float in typed output: `new Float(8)` is written 8.0 where the number 8 is written 8. */
export class Float {
  constructor(readonly value: number) {}
}
