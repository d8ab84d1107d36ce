"""What a participant does on their own pages: answers estimates and rulers, asks for contact, sees who looked.

`saying` is pure but for the sending; `slips` remembers a form that is being filled in; `earlier` and `looks` read
what was said before and who looked, for the participant alone.
"""
