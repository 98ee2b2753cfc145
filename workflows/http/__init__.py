"""What both doors share, the pages and the API: cookies, where a request comes from, HTTP's word for an error."""
