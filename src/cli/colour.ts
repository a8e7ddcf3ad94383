import { coloured, type Paint, plain } from '../report/paint.js'

/** Colour on a terminal only, never where NO_COLOR is set; FORCE_COLOR stands for a terminal, as CI systems want it. */
export function painter({ isTTY }: { readonly isTTY?: boolean }, { NO_COLOR, FORCE_COLOR, TERM }: NodeJS.ProcessEnv): Paint {
  if (NO_COLOR) return plain
  if (FORCE_COLOR) return FORCE_COLOR === '0' || FORCE_COLOR === 'false' ? plain : coloured
  return isTTY && TERM !== 'dumb' ? coloured : plain
}
