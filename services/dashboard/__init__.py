"""What coordinators and clinicians see: a Streamlit app that reads projections and never a topic.

    python -m services.dashboard

`app.py` wires; `identity.py` decides who is asking; `queries.py` reads, always for an identity; `wording/` has every
sentence that the pages in `screens/` can show; `access_log.py` records who looked at whom.
"""
