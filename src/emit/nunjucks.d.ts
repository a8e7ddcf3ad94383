/** The part of nunjucks that precompiled templates call while they run: no lexer, no compiler, no loader. */
declare module 'nunjucks/src/runtime.js' {
  interface Frame {
    topLevel: boolean
  }
  const runtime: {
    readonly Frame: new () => Frame
    handleError(error: unknown, line: number, column: number): unknown
  }
  export default runtime
}
