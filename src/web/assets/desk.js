// Comfort for the desks, and no rule: the key / leads to the search field, and an error summary is read out at once.
const typing = (element) => element instanceof HTMLElement && element.matches('input,textarea,select,[contenteditable]')

document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return
  const search = document.querySelector('input[type=search]')
  if (!search) return
  event.preventDefault()
  search.focus()
})

document.getElementById('errors')?.focus()
