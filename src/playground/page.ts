import { policyOf } from '../report/page/policy.js'
import { style } from './style.js'

/** The playground as one page, complete in itself; `script` is the bundled `main.ts`, `notices` are the licences of what is in it. */
export function playgroundPage(script: string, notices: string): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policyOf([style], [script])}"><meta name="viewport" content="width=device-width"><title>pgcompile playground</title>
<style>${style}</style></head>
<body>
<noscript><p>The playground compiles in this page, which takes JavaScript.</p></noscript>
<script>${script}</script>
</body>
</html>
<!--
${notices}-->
`
}
