/** Why a reload does not carry a changed value of `bootstrap.dcs` into a running cluster. */
export const bootstrapOnly = 'bootstrap.dcs of patroni.yml is read only once, when the cluster is created: bring a later value in with patronictl edit-config'
