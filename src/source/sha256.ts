const primes = (count: number): number[] => {
  const found: number[] = []
  for (let n = 2; found.length < count; n++) if (found.every((p) => n % p !== 0)) found.push(n)
  return found
}

/** The first 32 bits of the fraction of a number. */
const fraction = (x: number): number => ((x - Math.floor(x)) * 2 ** 32) | 0

const rounds = Int32Array.from(primes(64), (p) => fraction(Math.cbrt(p)))
const start = Int32Array.from(primes(8), (p) => fraction(Math.sqrt(p)))
const schedule = new Int32Array(64)

/** SHA-256 (FIPS 180-4) in hexadecimal. Synchronous and without the platform's own, which browsers offer only asynchronously. */
export function sha256(bytes: Uint8Array): string {
  const state = Int32Array.from(start)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const whole = bytes.length - (bytes.length % 64)
  for (let at = 0; at < whole; at += 64) absorb(state, view, at)

  const rest = bytes.length - whole
  const tail = new Uint8Array(rest < 56 ? 64 : 128)
  tail.set(bytes.subarray(whole))
  tail[rest] = 0x80
  const tailView = new DataView(tail.buffer)
  tailView.setUint32(tail.length - 8, Math.floor(bytes.length / 2 ** 29))
  tailView.setUint32(tail.length - 4, (bytes.length << 3) >>> 0)
  for (let at = 0; at < tail.length; at += 64) absorb(state, tailView, at)

  let hex = ''
  for (const word of state) hex += (word >>> 0).toString(16).padStart(8, '0')
  return hex
}

function absorb(state: Int32Array, block: DataView, at: number): void {
  for (let i = 0; i < 16; i++) schedule[i] = block.getInt32(at + 4 * i)
  for (let i = 16; i < 64; i++) {
    const x = word(schedule, i - 15)
    const y = word(schedule, i - 2)
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3)
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10)
    schedule[i] = (word(schedule, i - 16) + s0 + word(schedule, i - 7) + s1) | 0
  }
  let a = word(state, 0)
  let b = word(state, 1)
  let c = word(state, 2)
  let d = word(state, 3)
  let e = word(state, 4)
  let f = word(state, 5)
  let g = word(state, 6)
  let h = word(state, 7)
  for (let i = 0; i < 64; i++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + word(rounds, i) + word(schedule, i)) | 0
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g
    g = f
    f = e
    e = (d + t1) | 0
    d = c
    c = b
    b = a
    a = (t1 + t2) | 0
  }
  state[0] = (word(state, 0) + a) | 0
  state[1] = (word(state, 1) + b) | 0
  state[2] = (word(state, 2) + c) | 0
  state[3] = (word(state, 3) + d) | 0
  state[4] = (word(state, 4) + e) | 0
  state[5] = (word(state, 5) + f) | 0
  state[6] = (word(state, 6) + g) | 0
  state[7] = (word(state, 7) + h) | 0
}

function word(words: Int32Array, index: number): number {
  return words[index] ?? 0
}
