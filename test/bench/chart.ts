import type { Figure } from './figure.js'

const [row, left, right, width] = [22, 330, 90, 960]
const [least, most] = [1 / 8, 16]

/** Each figure that has a goal as a bar: how many times the goal it is, on a scale where each step doubles. What is right of the line misses its goal. */
export function chart(figures: readonly Figure[]): string {
  const bars = figures.flatMap(({ goal, ...figure }) => (goal === undefined ? [] : [{ ...figure, goal, share: figure.ratio / goal }]))
  const height = 60 + row * bars.length
  const steps = Array.from({ length: 8 }, (_, index) => least * 2 ** index)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="12" role="img">`,
    '<title>Each figure as a multiple of its goal</title>',
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...steps.map(
      (step) =>
        `<line x1="${x(step)}" x2="${x(step)}" y1="30" y2="${height - 10}" stroke="${step === 1 ? '#222' : '#ddd'}"/><text x="${x(step)}" y="22" text-anchor="middle" fill="#444">${step < 1 ? `1/${1 / step}` : step}${step === 1 ? ' = goal' : ''}</text>`,
    ),
    ...bars.flatMap(({ scenario, name, share, ratio }, index) => {
      const y = 38 + row * index
      const [from, to] = share < 1 ? [x(share), x(1)] : [x(1), x(share)]
      return [
        `<text x="${left - 8}" y="${y + 12}" text-anchor="end" fill="#222">${escaped(`${scenario}: ${name}`)}</text>`,
        `<rect x="${from}" y="${y}" width="${Math.max(1, to - from)}" height="${row - 6}" fill="${share <= 1 ? '#2f7d6b' : '#c4572a'}"/>`,
        `<text x="${(share <= 1 ? x(1) : to) + 6}" y="${y + 12}" fill="#222">${ratio.toFixed(2)}</text>`,
      ]
    }),
    '</svg>',
    '',
  ].join('\n')
}

function x(share: number): number {
  const place = Math.log2(Math.min(most, Math.max(least, share)) / least) / Math.log2(most / least)
  return Math.round(left + place * (width - left - right))
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
