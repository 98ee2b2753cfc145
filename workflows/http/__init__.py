"""What both doors share, pages and API: cookies, who sends a request and from where, HTTP's word for an error."""
