"""The items of practice: one module a family of skills; each maker turns a Draw into an Item."""
