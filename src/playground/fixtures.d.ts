/** The text of an inventory, put in when the page is built. */
declare module '*.yml' {
  const text: string
  export default text
}
